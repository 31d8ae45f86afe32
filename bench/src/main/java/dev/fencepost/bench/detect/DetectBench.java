package dev.fencepost.bench.detect;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Contest;
import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.sample.LookAlikes;
import dev.fencepost.local.home.Home;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "detect",
    description = {
      "Measures how good and how fast the detectors are.",
      "",
      "Precision, recall and F1 over labelled texts, with exact offsets; false hits on lines that"
          + " only look sensitive; and throughput over one RE2/J pattern for all types. All three"
          + " under the same settings, which are part of the answer."
    })
public final class DetectBench extends BenchCommand {

  @Option(
      names = "--dataset",
      paramLabel = "FILE",
      required = true,
      description = "Labelled texts, as JSON in the format of Presidio's synthetic data.")
  private Path dataset = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "20",
      description = "Of the made-up look-alikes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--wrong",
      description = "Say which hits are wrong and which labels are missed, by their offsets.")
  private boolean wrong;

  public DetectBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    DetectionSettings settings = Goals.SETTINGS;
    Detectors detectors = Detectors.of(settings);
    List<LabelledText> texts = Dataset.read(dataset);
    Scores scores = Scores.of(detectors, texts);
    if (wrong) {
      Mistakes.of(detectors, texts).forEach(terminal()::say);
    }
    FalseHits falseHits = FalseHits.of(detectors, LookAlikes.lines(seed, Goals.LOOK_ALIKES));
    List<Series> series = throughput(detectors, texts);
    return new BenchResult(
            "detect", context(settings, texts), series, ratios(scores, falseHits, series))
        .with("types", types(scores))
        .with("structured", scores.structured().asMap())
        .with("look_alikes", falseHits.asMap());
  }

  private List<Series> throughput(Detectors detectors, List<LabelledText> texts) throws Exception {
    Workload work = Workload.of(texts.stream().map(LabelledText::text).toList(), seed);
    return new Contest("MB/s", Goals.WARM_UPS, rounds())
        .run(
            terminal(),
            List.of(
                new Contestant(
                    "fencepost",
                    () -> work.megabytesPerSecond(pages -> Workload.hits(detectors, pages))),
                new Contestant("re2", () -> work.megabytesPerSecond(OnePattern::matches))));
  }

  private static Map<String, Object> context(DetectionSettings settings, List<LabelledText> texts) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("java", System.getProperty("java.version", ""));
    context.put("texts", texts.size());
    context.put("phone_regions", settings.phoneRegions());
    return context;
  }

  private static Map<String, Object> types(Scores scores) {
    Map<String, Object> types = new LinkedHashMap<>();
    scores.types().forEach((type, score) -> types.put(type.name(), score.asMap()));
    return types;
  }

  private static List<Ratio> ratios(Scores scores, FalseHits falseHits, List<Series> series) {
    double own = series.get(0).median();
    double peer = series.get(1).median();
    return List.of(
        Ratio.atLeast(Goals.STRUCTURED_F1, "structured_f1", scores.structured().f1()),
        Ratio.atLeast(Goals.PHONE_F1, "phone_f1", scores.of(InfoType.PHONE_NUMBER).f1()),
        Ratio.atMost(Goals.LOOK_ALIKE_RATE, "look_alike_rate", falseHits.rate()),
        Ratio.atLeast(Goals.RE2, "re2", own / peer));
  }
}
