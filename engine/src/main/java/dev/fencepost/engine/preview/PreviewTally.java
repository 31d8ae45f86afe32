package dev.fencepost.engine.preview;

import java.util.ArrayList;
import java.util.List;

/** What a draft would change, counted a finding at a time, with the first few ids of each kind. */
final class PreviewTally {

  private static final int SAMPLES_AT_MOST = 5;

  private final PreviewDraft draft;
  private final List<String> gainedSamples = new ArrayList<>();
  private final List<String> lostSamples = new ArrayList<>();
  private long matching;
  private long gained;
  private long lost;

  PreviewTally(PreviewDraft draft) {
    this.draft = draft;
  }

  void add(String id, boolean matches, boolean isOpen) {
    matching += matches ? 1 : 0;
    if (matches && !isOpen) {
      gained++;
      keep(gainedSamples, id);
    } else if (!matches && isOpen) {
      lost++;
      keep(lostSamples, id);
    }
  }

  private static void keep(List<String> samples, String id) {
    if (samples.size() < SAMPLES_AT_MOST) {
      samples.add(id);
    }
  }

  PolicyPreview preview() {
    return new PolicyPreview(
        matching,
        gained,
        lost,
        gainedSamples,
        lostSamples,
        draft.pushed().sql(),
        draft.pushed().parameters(),
        draft.pushed().exact());
  }
}
