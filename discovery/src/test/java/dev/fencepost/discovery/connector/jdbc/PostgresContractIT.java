package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.contract.ConnectorContract;

class PostgresContractIT extends ConnectorContract {

  PostgresContractIT() {
    super(TestTables::inPostgres);
  }
}
