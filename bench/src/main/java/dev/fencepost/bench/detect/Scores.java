package dev.fencepost.bench.detect;

import dev.fencepost.bench.detect.LabelledText.Span;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.detect.Passage;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The score of each type over labelled texts; only types that the labels know are counted. */
record Scores(Map<InfoType, Score> types) {

  /** What the labels of the data set's format can say. */
  static final Set<InfoType> STRUCTURED =
      EnumSet.of(
          InfoType.URL,
          InfoType.EMAIL_ADDRESS,
          InfoType.IBAN,
          InfoType.CREDIT_CARD,
          InfoType.IP_ADDRESS,
          InfoType.US_SSN,
          InfoType.PHONE_NUMBER);

  static Scores of(Detectors detectors, List<LabelledText> texts) {
    Map<InfoType, Score> types = new EnumMap<>(InfoType.class);
    STRUCTURED.forEach(type -> types.put(type, Score.NONE));
    for (LabelledText text : texts) {
      Set<Span> labels = new HashSet<>(text.spans());
      labels.forEach(label -> types.merge(label.type(), new Score(0, 0, 1), Score::plus));
      for (Span hit : hits(detectors, text.text())) {
        types.merge(hit.type(), new Score(labels.contains(hit) ? 1 : 0, 1, 0), Score::plus);
      }
    }
    return new Scores(types);
  }

  static Set<Span> hits(Detectors detectors, String text) {
    Set<Span> hits = new HashSet<>();
    detectors.scan(
        Passage.of(text),
        hit -> {
          if (STRUCTURED.contains(hit.infoType())) {
            hits.add(new Span(hit.infoType(), (int) hit.start(), (int) hit.end()));
          }
        });
    return hits;
  }

  Score of(InfoType type) {
    return types.getOrDefault(type, Score.NONE);
  }

  /** All types together, each hit and each label counting alike. */
  Score structured() {
    return types.values().stream().reduce(Score.NONE, Score::plus);
  }
}
