package dev.fencepost.engine.backfill;

/** The parts that both ways of writing a backfill's results share. */
final class ResultRows {

  static final String INSERT =
      """
      INSERT INTO policy_results AS r (finding_id, policy_id, policy_version,
        scan_epoch, source_no, source_offset, open, origin, opened_at, updated_at)
      """;

  /**
   * A result is newer by its policy's version, then by its finding's. The stream's verdict over the
   * same versions is the same verdict, so an equal row stays as it is, its origin included.
   */
  static final String UNLESS_NEWER =
      """
      ON CONFLICT (finding_id, policy_id) DO UPDATE SET
        policy_version = excluded.policy_version,
        scan_epoch = excluded.scan_epoch,
        source_no = excluded.source_no,
        source_offset = excluded.source_offset,
        open = true,
        origin = CASE WHEN r.open AND r.policy_version = excluded.policy_version
          THEN r.origin ELSE excluded.origin END,
        opened_at = CASE WHEN r.open AND r.policy_version = excluded.policy_version
          THEN r.opened_at ELSE excluded.opened_at END,
        updated_at = excluded.updated_at
      WHERE (excluded.policy_version, excluded.scan_epoch, excluded.source_no,
          excluded.source_offset)
        > (r.policy_version, r.scan_epoch, r.source_no, r.source_offset)
      """;

  private ResultRows() {}
}
