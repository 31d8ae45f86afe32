package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.contract.ConnectorContract;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
    value = "dev.fencepost.testkit.mariadb.TestMariaDb#isInstalled",
    disabledReason = "no MariaDB is installed; on Debian: mariadb-server-core")
class MariaDbContractIT extends ConnectorContract {

  MariaDbContractIT() {
    super(TestTables::inMariaDb);
  }
}
