package dev.fencepost.local.process;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to start, and how.
 *
 * @param name unique within one home; names the log, the record and the process in messages
 * @param privileges words put before the command to change the user it runs as; often empty
 * @param command program and arguments; shown to everybody, so never a secret
 * @param environment added to this JVM's own
 * @param facts what others want to know about the process, for example its port; kept in its record
 * @param lifetime whether it ends with this JVM
 * @param stopSignal the signal that asks for an orderly end, without SIG
 */
public record ChildSpec(
    String name,
    List<String> privileges,
    List<String> command,
    Map<String, String> environment,
    Map<String, String> facts,
    Lifetime lifetime,
    String stopSignal) {

  public ChildSpec {
    privileges = List.copyOf(privileges);
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    facts = Map.copyOf(facts);
  }

  public static ChildSpec of(String name, List<String> command, Lifetime lifetime) {
    return new ChildSpec(name, List.of(), command, Map.of(), Map.of(), lifetime, "TERM");
  }

  public ChildSpec withPrivileges(List<String> words) {
    return new ChildSpec(name, words, command, environment, facts, lifetime, stopSignal);
  }

  public ChildSpec withEnvironment(Map<String, String> added) {
    return new ChildSpec(name, privileges, command, added, facts, lifetime, stopSignal);
  }

  public ChildSpec withFact(String key, Object value) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(key, value.toString());
    return new ChildSpec(name, privileges, command, environment, more, lifetime, stopSignal);
  }

  public ChildSpec withStopSignal(String signal) {
    return new ChildSpec(name, privileges, command, environment, facts, lifetime, signal);
  }

  Path logIn(Path folder) {
    return folder.resolve(name + ".log");
  }
}
