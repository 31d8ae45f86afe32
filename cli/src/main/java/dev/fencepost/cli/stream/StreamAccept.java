package dev.fencepost.cli.stream;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.topic.TopicEnds;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.engine.landing.LandingSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "accept",
    description = {
      "Takes a findings topic that was recreated on purpose as a new source.",
      "What the old topic still held is given up; tasks whose records were in it are retried."
    },
    footer = {"%nExamples:", "  fencepost stream accept --reason 'moved to the new Kafka'"})
public final class StreamAccept extends DatabaseCommand {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the audit log.")
  private String reason = "";

  public StreamAccept(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    try (Topics topics = new Topics(addresses().kafka())) {
      TopicEnds ends = topics.ends(Topics.FINDINGS);
      int sourceNo =
          new LandingSources(database())
              .accept(ends.clusterId(), ends.topicId(), Topics.FINDINGS, session().actor(), reason);
      terminal().data(Integer.toString(sourceNo));
      terminal().say("the topic is source " + sourceNo + "; the landing job goes on with it");
    }
  }
}
