package dev.fencepost.discovery.classify;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.detect.Outcome;
import dev.fencepost.discovery.detect.Score;

/**
 * What was seen at one place and why it is or is not a hit, without the value.
 *
 * @param line counted from 1; 0 where the place in the file is not known
 * @param column of the first character, counted from 1; 0 where it is not known
 * @param field empty where there is none
 * @param sample the value in a masked form
 */
public record Explanation(
    long line,
    long column,
    String field,
    InfoType infoType,
    String sample,
    Score score,
    Outcome outcome) {}
