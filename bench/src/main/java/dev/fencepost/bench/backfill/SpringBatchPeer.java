package dev.fencepost.bench.backfill;

import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ClassPath;
import java.io.File;
import java.io.IOException;
import java.util.List;

/**
 * Spring Batch with settings that people would choose.
 *
 * @param chunk rows of one transaction and of one JDBC batch
 * @param rewritten whether the driver turns a batch into statements of many rows
 */
record SpringBatchPeer(int chunk, int fetch, boolean rewritten) {

  Work run(Stage stage) throws IOException {
    ProjectRoot root = ProjectRoot.find();
    ClassPath classPath =
        new ClassPath(
            root.target("bench").resolve("classes")
                + File.pathSeparator
                + ClassPath.ofModule(root, "backfill-batch").text());
    String url =
        stage.settings().url() + "?reWriteBatchedInserts=" + rewritten + "&currentSchema=fencepost";
    return new PeerProcess(
            "spring-batch",
            classPath,
            SpringBatchMain.class.getName(),
            List.of(url, stage.settings().user(), Integer.toString(chunk), Integer.toString(fetch)))
        .run(stage.home());
  }

  String text() {
    return "chunk " + chunk + ", fetch " + fetch + (rewritten ? ", rewritten batches" : "");
  }
}
