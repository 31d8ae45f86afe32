package dev.fencepost.engine.landing;

/** What a landing reads and writes of one source; used again for the next. */
record LandingStores(
    ProgressStore progress, ObjectStore objects, FindingStore findings, ResultStore results) {

  static LandingStores of(int sourceNo) {
    return new LandingStores(
        new ProgressStore(sourceNo),
        new ObjectStore(sourceNo),
        new FindingStore(sourceNo),
        new ResultStore(sourceNo));
  }
}
