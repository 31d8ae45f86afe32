package dev.fencepost.cli.detect;

import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputFormat;
import dev.fencepost.discovery.classify.Explanation;
import dev.fencepost.discovery.detect.Context;
import dev.fencepost.discovery.detect.Context.Verdict;
import dev.fencepost.discovery.detect.Reason;
import dev.fencepost.discovery.detect.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was seen, as a table for people or in full for programs. */
final class ExplanationListing {

  private ExplanationListing() {}

  static Listing<Explanation> of(List<Explanation> seen, OutputFormat format) {
    Listing<Explanation> places =
        Listing.of(seen)
            .with("line", one -> one.line() == 0 ? null : one.line())
            .with("column", one -> one.column() == 0 ? null : one.column())
            .with("field", Explanation::field)
            .with("type", Explanation::infoType)
            .with("sample", Explanation::sample)
            .with("confidence", one -> one.score().confidence());
    return format == OutputFormat.TABLE ? brief(places) : full(places);
  }

  private static Listing<Explanation> brief(Listing<Explanation> places) {
    return places
        .with("outcome", one -> small(one.outcome()))
        .with("checksum", ExplanationListing::checksum)
        .with("context", one -> brief(one.score().context()))
        .with("score", one -> brief(one.score().steps()));
  }

  private static Listing<Explanation> full(Listing<Explanation> places) {
    return places
        .with("outcome", one -> small(one.outcome()))
        .with("detector", one -> small(one.infoType()))
        .with("checksum", ExplanationListing::checksum)
        .with("reasons", one -> one.score().reasons().stream().sorted().map(Reason::label).toList())
        .with("context", one -> full(one.score().context()))
        .with("steps", one -> one.score().steps().stream().map(ExplanationListing::full).toList());
  }

  private static String checksum(Explanation one) {
    return one.score().reasons().contains(Reason.CHECKSUM) ? "agrees" : "none";
  }

  private static String brief(Context context) {
    return context.verdict() == Verdict.SILENT
        ? ""
        : small(context.verdict()) + ": " + context.word() + " " + where(context);
  }

  private static String where(Context context) {
    return switch (context.place()) {
      case BEFORE -> "before it";
      case BEHIND -> "behind it";
      case FIELD -> "in the field's name";
      case NOWHERE -> "";
    };
  }

  private static String brief(List<Score.Step> steps) {
    return steps.stream()
        .map(step -> String.format(Locale.ROOT, "%.2f %s", step.confidence(), step.because()))
        .collect(Collectors.joining(" → "));
  }

  private static Map<String, Object> full(Context context) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("verdict", small(context.verdict()));
    map.put("word", context.word());
    map.put("place", small(context.place()));
    map.put("adjacent", context.adjacent());
    return map;
  }

  private static Map<String, Object> full(Score.Step step) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("because", step.because());
    map.put("confidence", step.confidence());
    return map;
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
