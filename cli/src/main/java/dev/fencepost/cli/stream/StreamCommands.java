package dev.fencepost.cli.stream;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "stream",
    description = "The landing job on a Flink cluster.",
    subcommands = {StreamSubmit.class, StreamStatus.class, StreamStop.class, StreamAccept.class},
    footer = {
      "%nExamples:",
      "  fencepost stream submit --flink http://flink:8081 --kafka kafka:9092",
      "  fencepost stream stop"
    })
public final class StreamCommands extends GroupCommand {}
