package dev.fencepost.discovery.detect;

/** Something that a detector saw, and what became of it. */
public record Explained(Hit hit, Outcome outcome) {}
