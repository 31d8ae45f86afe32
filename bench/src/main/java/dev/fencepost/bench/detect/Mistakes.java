package dev.fencepost.bench.detect;

import dev.fencepost.bench.detect.LabelledText.Span;
import dev.fencepost.discovery.detect.Detectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where hits and labels differ; offsets only, since even made-up values may look real. */
final class Mistakes {

  private static final Comparator<Span> BY_START =
      Comparator.comparingInt(Span::start).thenComparing(Span::type);

  private Mistakes() {}

  static List<String> of(Detectors detectors, List<LabelledText> texts) {
    List<String> mistakes = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Set<Span> labels = new HashSet<>(texts.get(i).spans());
      Set<Span> hits = Scores.hits(detectors, texts.get(i).text());
      add(mistakes, "text " + i + ": missed ", labels, hits);
      add(mistakes, "text " + i + ": wrong  ", hits, labels);
    }
    return mistakes;
  }

  private static void add(List<String> mistakes, String what, Set<Span> some, Set<Span> others) {
    some.stream()
        .filter(span -> !others.contains(span))
        .sorted(BY_START)
        .map(span -> what + span.type() + " " + span.start() + ".." + span.end())
        .forEach(mistakes::add);
  }
}
