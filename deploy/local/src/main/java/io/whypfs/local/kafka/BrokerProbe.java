package io.whypfs.local.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker for its API versions, the first request of every client.
 *
 * <p>An open port is not enough: the broker opens it long before it answers. Layout of the request (Kafka protocol,
 * request header v1): length int32, api key int16 = 18, api version int16 = 0, correlation id int32, client id int16
 * length = -1.
 */
final class BrokerProbe {

    private static final int TIMEOUT_MILLIS = 1000;
    private static final int CORRELATION = 1313;

    private BrokerProbe() {}

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10);
            out.writeShort(18);
            out.writeShort(0);
            out.writeInt(CORRELATION);
            out.writeShort(-1);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return in.readInt() > 4 && in.readInt() == CORRELATION;
        } catch (IOException notYet) {
            return false;
        }
    }
}
