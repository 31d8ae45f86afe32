package dev.fencepost.cli.schema;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "schema",
    description = "The schema of the database.",
    subcommands = SchemaMigrate.class,
    footer = {"%nExamples:", "  fencepost schema migrate"})
public final class SchemaCommands extends GroupCommand {}
