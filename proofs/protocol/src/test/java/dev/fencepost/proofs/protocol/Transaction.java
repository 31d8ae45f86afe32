package dev.fencepost.proofs.protocol;

/** An open transaction that holds row locks. */
interface Transaction {

  void addLocksTo(Locks locks);
}
