package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.contract.ConnectorContract;

class SqliteContractTest extends ConnectorContract {

  SqliteContractTest() {
    super(TestTables::inSqlite);
  }
}
