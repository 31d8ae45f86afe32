package dev.fencepost.discovery.connector.dropin;

import dev.fencepost.discovery.contract.ConnectorContract;

class DropInContractTest extends ConnectorContract {

  DropInContractTest() {
    super(DroppedInNotes::new);
  }
}
