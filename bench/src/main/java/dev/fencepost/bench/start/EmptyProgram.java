package dev.fencepost.bench.start;

/** Does nothing, which is the least that a program in Java can do. */
public final class EmptyProgram {

  private EmptyProgram() {}

  public static void main(String[] arguments) {}
}
