package dev.fencepost.local.service;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.ClassArchives;
import dev.fencepost.local.process.ClassPath;
import dev.fencepost.local.process.JavaProgram;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.StartFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of Fencepost's own programs.
 *
 * @param name unique within the home, for example {@code worker-2}
 * @param module the folder of its module below the project's
 * @param options for the JVM, for example {@code -Xmx128m}
 * @param arguments for the main class; shown to everybody, so never a secret
 * @param environment added to this JVM's own; the place for references to secrets
 * @param facts kept in its record for {@code status}, for example its port
 */
public record JavaService(
    String name,
    String module,
    String mainClass,
    List<String> options,
    List<String> arguments,
    Map<String, String> environment,
    Map<String, String> facts) {

  public JavaService {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    facts = Map.copyOf(facts);
  }

  public static JavaService of(String name, String module, String mainClass) {
    return new JavaService(name, module, mainClass, List.of(), List.of(), Map.of(), Map.of());
  }

  public JavaService withOptions(String... words) {
    return new JavaService(name, module, mainClass, List.of(words), arguments, environment, facts);
  }

  public JavaService withArguments(String... words) {
    return new JavaService(name, module, mainClass, options, List.of(words), environment, facts);
  }

  public JavaService withEnvironment(Map<String, String> added) {
    return new JavaService(name, module, mainClass, options, arguments, added, facts);
  }

  public JavaService withFacts(Map<String, String> told) {
    return new JavaService(name, module, mainClass, options, arguments, environment, told);
  }

  /**
   * Starts it without waiting; see {@link ChildProcess#awaitReady}.
   *
   * @throws StartFailed when the module is not built, or a process of that name runs already
   */
  public ChildProcess start(Home home, Lifetime lifetime) {
    ProjectRoot root = ProjectRoot.find();
    List<String> all = new ArrayList<>();
    // These programs are short-lived or wait most of the time: quick to start beats quick at peak.
    all.add("-XX:TieredStopAtLevel=1");
    all.add("-Dfencepost.root=" + root.folder());
    all.addAll(options);
    JavaProgram program =
        ClassArchives.of(root)
            .applied(new JavaProgram(ClassPath.ofModule(root, module), mainClass, all, arguments));
    ChildSpec spec =
        new ChildSpec(
            name, List.of(), program.command(home, name), environment, facts, lifetime, "TERM");
    return ChildProcess.start(home, spec);
  }
}
