package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.session.ChangeOptions;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.sql.transaction.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command after which a policy judges no more. */
abstract class PolicyStopCommand extends DatabaseCommand {

  @Mixin private ChangeOptions options = new ChangeOptions();

  @Parameters(paramLabel = "POLICY", description = "A policy's name.")
  private String name = "";

  private final String verb;
  private final String participle;

  PolicyStopCommand(Session session, String verb, String participle) {
    super(session);
    this.verb = verb;
    this.participle = participle;
  }

  /** Takes the fence. */
  abstract void stop(Fence fence, String policy, String actor, @Nullable String reason);

  @Override
  protected final void run() {
    Database database = database();
    String known = KnownPolicy.get(new PolicyCatalog(database), name).name();
    if (options.isDryRun()) {
      terminal().say("policy '" + known + "' would be " + participle);
      return;
    }
    options.confirm(verb + " policy '" + known + "'?");
    stop(new Fence(database), known, session().actor(), options.reason());
    terminal().say("policy '" + known + "' is " + participle);
  }
}
