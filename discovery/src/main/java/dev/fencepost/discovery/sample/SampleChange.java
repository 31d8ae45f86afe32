package dev.fencepost.discovery.sample;

import java.util.List;

/**
 * How the sample was changed, by keys.
 *
 * @param cleaned files that are still there but hold nothing sensitive any more
 * @param extended files that hold more than before
 * @param deleted files that are gone, alone or with their folder
 * @param added files that were not there before
 * @param after the truth from now on
 */
public record SampleChange(
    List<String> cleaned,
    List<String> extended,
    List<String> deleted,
    List<String> added,
    SampleTruth after) {

  public SampleChange {
    cleaned = List.copyOf(cleaned);
    extended = List.copyOf(extended);
    deleted = List.copyOf(deleted);
    added = List.copyOf(added);
  }
}
