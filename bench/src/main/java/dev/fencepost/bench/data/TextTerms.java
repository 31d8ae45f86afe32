package dev.fencepost.bench.data;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tests of texts and labels, with how many of {@link SeededFindings} pass each. */
final class TextTerms {

  private static final double WITH_FIELD = 2.0 / 3;
  private static final int COLUMNS = 40;
  private static final int MONTHS = 12;
  private static final double RARE_SHARE = Math.pow(0.5, SeededFindings.COMMON_TYPES.size());

  private final Random random;

  TextTerms(Random random) {
    this.random = random;
  }

  Term infoType() {
    return equal("finding.info_type", anyType());
  }

  Term commonestType() {
    return equal("finding.info_type", typeOf(0));
  }

  Term datasource() {
    return equal("finding.datasource", anyDatasource());
  }

  Term nodeGroup() {
    return equal("finding.node_group", oneOf(SeededFindings.NODE_GROUPS));
  }

  Term field() {
    return equal("finding.field", anyField());
  }

  Term infoTypes() {
    return in("finding.info_type", some(2 + random.nextInt(5), this::anyType));
  }

  Term datasources() {
    return in("finding.datasource", some(2 + random.nextInt(12), this::anyDatasource));
  }

  Term fields() {
    return in("finding.field", some(2 + random.nextInt(6), this::anyField));
  }

  Term manyDatasources(double share) {
    int most = SeededFindings.DATASOURCES / 2;
    int size = (int) Math.ceil(share * 1.2 * SeededFindings.DATASOURCES);
    return in("finding.datasource", some(Math.min(most, size), this::anyDatasource));
  }

  Term team() {
    String label = "finding.labels[\"team\"]";
    Term team = oneOf(SeededFindings.TEAMS);
    return random.nextBoolean()
        ? equal(label, team)
        : in(label, some(2, () -> oneOf(SeededFindings.TEAMS)));
  }

  /** One that no path pattern depends on. */
  Term label() {
    if (random.nextInt(3) == 0) {
      return equal("finding.labels[\"public\"]", new Term("true", 0.1));
    }
    if (random.nextInt(3) == 0) {
      return equal("finding.labels[\"public\"]", new Term("false", 0.9));
    }
    Term type = anyType();
    String rule = SeededFindings.rule(type.text(), random.nextInt(SeededFindings.RULES));
    return equal("finding.labels[\"rule\"]", new Term(rule, type.share() / SeededFindings.RULES));
  }

  Term pathPattern() {
    Collection<Term> months = some(1 + random.nextInt(4), this::anyMonth);
    Collection<Term> extensions =
        some(1 + random.nextInt(2), () -> oneOf(SeededFindings.EXTENSIONS));
    int digit = random.nextInt(10);
    return switch (random.nextInt(4)) {
      case 0 -> match("object_path", "^exports/2026/(%s)/".formatted(any(months)), share(months));
      case 1 -> match("object_path", "\\.(%s)$".formatted(any(extensions)), share(extensions));
      case 2 -> match("object_path", "/part-\\d+%d[0-4]\\.".formatted(digit), 0.05);
      default ->
          match(
              "object_path",
              "/(%s)/.*%d\\.(%s)$".formatted(any(months), digit, any(extensions)),
              share(months) * 0.1 * share(extensions));
    };
  }

  Term otherPattern() {
    int digit = random.nextInt(10);
    return switch (random.nextInt(3)) {
      case 0 -> match("field", "^column_[1-3]%d$".formatted(digit), WITH_FIELD * 3 / COLUMNS);
      case 1 -> match("datasource", "-[012]%d\\d$".formatted(digit), 0.1);
      default -> match("info_type", "^(US|CREDIT|PHONE)_", 0.25 + 0.0625 + 0.03125);
    };
  }

  Term nearlyAnyPath() {
    return match("object_path", "\\.(csv|log|json|txt|parquet)$", 5.0 / 6);
  }

  private static Term equal(String name, Term value) {
    return new Term("%s == \"%s\"".formatted(name, value.text()), value.share());
  }

  private static Term in(String name, Collection<Term> values) {
    String list = values.stream().map(value -> '"' + value.text() + '"').collect(joining(", "));
    return new Term("%s in [%s]".formatted(name, list), share(values));
  }

  private static Term match(String field, String pattern, double share) {
    return new Term("finding.%s.matches(r\"%s\")".formatted(field, pattern), share);
  }

  /** Up to so many different ones. */
  private static Collection<Term> some(int size, Supplier<Term> values) {
    List<Term> drawn = Stream.generate(values).limit(size).toList();
    List<Term> different = new ArrayList<>();
    for (String text : new TreeSet<>(drawn.stream().map(Term::text).toList())) {
      drawn.stream().filter(term -> term.text().equals(text)).findFirst().ifPresent(different::add);
    }
    return different;
  }

  private static String any(Collection<Term> values) {
    return values.stream().map(Term::text).collect(joining("|"));
  }

  private static double share(Collection<Term> values) {
    return values.stream().mapToDouble(Term::share).sum();
  }

  /** Common types as often as one another, and the rare ones together as often as each of them. */
  private Term anyType() {
    return typeOf(random.nextInt(SeededFindings.COMMON_TYPES.size() + 1));
  }

  private Term typeOf(int place) {
    return place < SeededFindings.COMMON_TYPES.size()
        ? new Term(SeededFindings.COMMON_TYPES.get(place), Math.pow(0.5, place + 1))
        : new Term(
            "CUSTOM_" + random.nextInt(SeededFindings.RARE_TYPES),
            RARE_SHARE / SeededFindings.RARE_TYPES);
  }

  private Term anyDatasource() {
    int number = random.nextInt(SeededFindings.DATASOURCES);
    return new Term("source-%03d".formatted(number), 1.0 / SeededFindings.DATASOURCES);
  }

  private Term anyField() {
    return new Term("column_" + random.nextInt(COLUMNS), WITH_FIELD / COLUMNS);
  }

  private Term anyMonth() {
    return new Term("%02d".formatted(1 + random.nextInt(MONTHS)), 1.0 / MONTHS);
  }

  private Term oneOf(List<String> values) {
    return new Term(values.get(random.nextInt(values.size())), 1.0 / values.size());
  }
}
