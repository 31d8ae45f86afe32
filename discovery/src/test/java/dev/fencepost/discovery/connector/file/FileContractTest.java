package dev.fencepost.discovery.connector.file;

import dev.fencepost.discovery.contract.ConnectorContract;

class FileContractTest extends ConnectorContract {

  FileContractTest() {
    super(TestFolder::new);
  }
}
