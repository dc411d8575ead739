package io.whypfs.devnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Ports that were free a moment ago. */
final class FreePorts {

    private FreePorts() {}

    static String some(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        String ports = sockets.stream()
                .map(socket -> Integer.toString(socket.getLocalPort()))
                .collect(Collectors.joining(","));
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }
}
