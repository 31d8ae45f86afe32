package dev.fencepost.discovery.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Refuses addresses at which clouds give away a machine's own credentials. A name is looked up here
 * and again by whoever connects, so this stops mistakes and simple attempts, not a name server that
 * changes its answers.
 */
public final class Hosts {

  /** Not link-local, and yet for metadata: of AWS over IPv6, of Alibaba, and of Oracle. */
  private static final Set<String> METADATA =
      Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");

  private Hosts() {}

  /**
   * Looks a name up.
   *
   * @param host a name or an address
   * @throws ConnectorException if it is a link-local or a metadata address
   * @throws IOException if there is no such host now
   */
  public static void check(String host) throws ConnectorException, IOException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new SourceAwayException("there is no host \"%s\"".formatted(host));
    }
    for (InetAddress address : addresses) {
      if (address.isLinkLocalAddress() || METADATA.contains(address.getHostAddress())) {
        throw new ConnectorException(
            "the host \"%s\" is a link-local or metadata address, where no data source is"
                .formatted(host));
      }
    }
  }
}
