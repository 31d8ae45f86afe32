package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.backfill.BackfillRun;
import dev.fencepost.cli.backfill.ReadOptions;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputFormat;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.ChangeOptions;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.policy.file.PolicyFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "apply",
    description = {
      "Applies policy files under one fence; files that change nothing are skipped.",
      "From then on the stream judges by them; history is judged by their backfill."
    },
    footer = {
      "%nExamples:",
      "  fencepost policy apply examples/policies/ --backfill",
      "  fencepost policy apply ssn.yaml --reason 'audit of March' --yes",
      "  fencepost policy apply ssn.yaml --dry-run"
    })
public final class PolicyApply extends DatabaseCommand {

  @Mixin private PolicyPaths paths = new PolicyPaths();
  @Mixin private ChangeOptions options = new ChangeOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--backfill",
      description = "Judge history right away; otherwise the command for it is printed.")
  private boolean backfill;

  @Mixin private ReadOptions reading = new ReadOptions();

  public PolicyApply(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    List<PolicyFile> files = paths.readValid(terminal());
    List<PolicyChange> changes = PolicyChange.of(files, new PolicyCatalog(database()).list());
    // People are told what differs; of thousands of files that is often one.
    List<PolicyChange> different = changes.stream().filter(PolicyChange::isDifferent).toList();
    boolean isTable = output.format() == OutputFormat.TABLE;
    output.print(
        terminal(),
        Listing.of(isTable ? different : changes)
            .with("policy", change -> change.file().name())
            .with("change", change -> change.kind().text())
            .with("needs_fence", change -> change.kind().needsFence()));
    int open = different.size();
    if (open < changes.size()) {
      terminal().say(changes.size() - open + " unchanged");
    }
    if (open == 0) {
      terminal().say("nothing to apply");
      return;
    }
    if (options.isDryRun()) {
      terminal().say("nothing was applied, because of --dry-run");
      return;
    }
    options.confirm("apply " + open + (open == 1 ? " change?" : " changes?"));
    Optional<Activation> activation =
        new Application(terminal(), addresses(), session().actor())
            .apply(changes, options.reason());
    activation.ifPresentOrElse(
        this::tell, () -> terminal().say("described anew; nothing is judged again"));
  }

  private void tell(Activation activation) {
    terminal()
        .say(
            "fence "
                + activation.generation()
                + " taken at "
                + activation.activationTime()
                + " for "
                + activation.versions().size()
                + (activation.versions().size() == 1 ? " policy" : " policies"));
    if (backfill) {
      new BackfillRun(session(), addresses(), reading).run(activation.jobId(), Duration.ofHours(1));
    } else {
      terminal().say("judge history with: fencepost backfill run " + activation.jobId());
    }
  }
}
