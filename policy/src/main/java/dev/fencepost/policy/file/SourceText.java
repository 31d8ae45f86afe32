package dev.fencepost.policy.file;

import dev.fencepost.policy.condition.ConditionProblem;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The text of a file, to find where the parts of a scalar stand in it. */
final class SourceText {

  private final int[] characters;
  private final List<Integer> lineStarts;

  SourceText(String text) {
    this.characters = text.codePoints().toArray();
    this.lineStarts = lineStarts(characters);
  }

  /** A place in the file; line and column count from 1. */
  record Place(int line, int column) {}

  /**
   * Where a problem of a condition stands in the file.
   *
   * <p>YAML folds lines, takes indentation away and has escapes. But the visible characters of a
   * scalar stand in the file in the same order, so following them finds the place; only escapes by
   * number can make the column, and in the worst case the line, imprecise.
   */
  Place placeOf(ConditionProblem problem, ScalarNode scalar) {
    Mark start = scalar.getStartMark().orElseThrow();
    int[] value = scalar.getValue().codePoints().toArray();
    int at = offset(value, problem.line(), problem.column());
    int from = contentStart(offsetOf(start), scalar.getScalarStyle());
    return place(follow(value, at, from));
  }

  private int follow(int[] value, int at, int from) {
    int position = from;
    for (int i = 0; i < value.length && i <= at; i++) {
      if (Character.isWhitespace(value[i])) {
        continue;
      }
      int found = position;
      while (found < characters.length && characters[found] != value[i]) {
        found++;
      }
      if (found == characters.length || i == at) {
        return found == characters.length ? position : found;
      }
      position = found + 1;
    }
    return position;
  }

  private int contentStart(int start, ScalarStyle style) {
    return switch (style) {
      case PLAIN, JSON_SCALAR_STYLE -> start;
      case SINGLE_QUOTED, DOUBLE_QUOTED -> start + 1;
      // The first line holds the indicators, and perhaps a comment.
      case LITERAL, FOLDED -> {
        int line = lineOf(start);
        yield line + 1 < lineStarts.size() ? lineStarts.get(line + 1) : start;
      }
    };
  }

  private int offsetOf(Mark mark) {
    int line = Math.min(mark.getLine(), lineStarts.size() - 1);
    return Math.min(lineStarts.get(line) + mark.getColumn(), characters.length);
  }

  private Place place(int offset) {
    int line = lineOf(offset);
    return new Place(line + 1, offset - lineStarts.get(line) + 1);
  }

  private int lineOf(int offset) {
    int line = 0;
    while (line + 1 < lineStarts.size() && lineStarts.get(line + 1) <= offset) {
      line++;
    }
    return line;
  }

  private static int offset(int[] value, int line, int column) {
    List<Integer> starts = lineStarts(value);
    int start = starts.get(Math.min(line, starts.size()) - 1);
    return Math.min(start + column - 1, value.length);
  }

  private static List<Integer> lineStarts(int[] characters) {
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = 0; i < characters.length; i++) {
      boolean isReturn = characters[i] == '\r';
      boolean isPair = isReturn && i + 1 < characters.length && characters[i + 1] == '\n';
      if (characters[i] == '\n' || (isReturn && !isPair)) {
        starts.add(i + 1);
      }
    }
    return starts;
  }
}
