package dev.fencepost.policy.yaml;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the problems of one file. */
public final class Report {

  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  public Report(String file) {
    this.file = file;
  }

  public String file() {
    return file;
  }

  public void add(Node node, String message, String suggestion) {
    add(lineOf(node), node.getStartMark().map(Mark::getColumn).orElse(0) + 1, message, suggestion);
  }

  public void add(int line, int column, String message, String suggestion) {
    problems.add(new Problem(file, line, column, message, suggestion));
  }

  public List<Problem> problems() {
    return problems;
  }

  public static int lineOf(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
