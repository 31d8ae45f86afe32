package dev.fencepost.discovery.connector.s3;

import dev.fencepost.discovery.contract.ConnectorContract;

class S3ContractIT extends ConnectorContract {

  S3ContractIT() {
    super(TestBucket::new);
  }
}
