package dev.fencepost.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.Home;
import dev.fencepost.policy.file.PolicyBatch;
import dev.fencepost.policy.file.PolicyDigest;
import dev.fencepost.policy.file.PolicyFile;
import dev.fencepost.policy.file.PolicyFiles;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFolderTest {

  private static final int POLICIES = 30;

  private final Path folder;
  private final PolicyFolder policies;

  PolicyFolderTest(@TempDir Path home) {
    this.folder = home.resolve("policies-" + POLICIES);
    this.policies =
        new PolicyFolder(
            new Home(home),
            new ConnectionSource.Settings("jdbc:none", "nobody", "", "test"),
            POLICIES);
  }

  @Test
  void all_files_are_policies_and_a_change_is_one_to_a_single_policy() throws Exception {
    policies.write();
    List<PolicyDigest> written = digests();

    policies.changeOne();
    List<PolicyDigest> changed = digests();
    policies.changeOne();

    assertThat(written).hasSize(POLICIES);
    assertThat(changed.subList(1, POLICIES)).isEqualTo(written.subList(1, POLICIES));
    assertThat(List.of(written.get(0), changed.get(0), digests().get(0))).doesNotHaveDuplicates();
  }

  private List<PolicyDigest> digests() {
    PolicyBatch batch = PolicyFiles.read(List.of(folder));
    assertThat(batch.problems()).isEmpty();
    return batch.policies().stream().map(PolicyFile::digest).toList();
  }
}
