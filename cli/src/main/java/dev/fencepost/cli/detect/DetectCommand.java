package dev.fencepost.cli.detect;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.discovery.classify.Explanation;
import dev.fencepost.discovery.classify.TextExplainer;
import dev.fencepost.discovery.content.Format;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.detect.Outcome;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "detect",
    description = {
      "Shows what the detectors find in a file or a text, and why.",
      "",
      "It reads and scores as a scan does, without any server. Of a value only a masked sample is"
          + " shown. CONTEXT names the known word that decided; SCORE begins with what the detector"
          + " saw and ends with the confidence."
    },
    footer = {
      "%nExamples:",
      "  fencepost detect customers.csv",
      "  fencepost detect --text 'ssn 536-22-1234' --all",
      "  fencepost detect --text 415-555-2671 --field order_id --all",
      "  fencepost detect notes.txt --type EMAIL_ADDRESS --allow 'EMAIL_ADDRESS=.*@example\\.com'",
      "  journalctl | fencepost detect - --min-confidence IP_ADDRESS=0.8 -o json"
    })
public final class DetectCommand extends FencepostCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "What to look at; - reads the standard input as plain text.")
  private @Nullable String file;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description =
          "Look at this instead of a file. Other users of the machine can see it, so give real"
              + " values on the standard input.")
  private @Nullable String text;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "Take the text for the value of a column or element of this name.")
  private String field = "";

  @Option(
      names = "--all",
      description = "Show also what was seen and is not reported, and why not.")
  private boolean all;

  @Mixin private DetectionOptions detection = new DetectionOptions();
  @Mixin private OutputOption output = new OutputOption();

  public DetectCommand(Session session) {
    super(session);
  }

  @Override
  protected void run() throws IOException {
    Detectors detectors = detectors();
    List<Explanation> seen = explain(new TextExplainer(detectors), input());
    List<Explanation> shown =
        seen.stream().filter(one -> all || one.outcome() == Outcome.REPORTED).toList();
    if (shown.isEmpty()) {
      terminal().say(all ? "nothing was seen" : "nothing was found; --all shows what was seen");
    }
    output.print(terminal(), ExplanationListing.of(shown, output.format()));
  }

  private Detectors detectors() {
    try {
      return Detectors.of(detection.settings());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private ReadText input() throws IOException {
    if ((file == null) == (text == null)) {
      throw CommandFailure.usage("give either a FILE, - or --text");
    }
    if (text != null) {
      return new ReadText(text, Format.TEXT, false);
    }
    ReadText read = ReadText.of(String.valueOf(file));
    if (read.cut()) {
      terminal().warn("only the first " + ReadText.MOST_MEGABYTES + " MB were read");
    }
    return read;
  }

  private List<Explanation> explain(TextExplainer explainer, ReadText input) {
    return field.isEmpty()
        ? explainer.explain(input.text(), input.format())
        : explainer.explainField(field, input.text());
  }
}
