/**
 * Regular expressions as automata that look at each character once.
 *
 * <p>RE2 is the truth. An automaton is made for patterns of a part of its syntax, and answers for
 * texts of ASCII alone; RE2 itself judges all others. A pattern whose automaton would be large has
 * none: nothing here can fail.
 */
@NullMarked
package dev.fencepost.policy.pattern;

import org.jspecify.annotations.NullMarked;
