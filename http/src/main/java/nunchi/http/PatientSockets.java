package nunchi.http;

import io.helidon.common.socket.SocketOptions;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Connections that end where nothing comes for a while: Helidon sets its read timeout for clients alone.
///
/// @param plain the other options
record PatientSockets(SocketOptions plain) implements SocketOptions {
    static PatientSockets of(Duration patience) {
        return new PatientSockets(
                SocketOptions.builder().readTimeout(patience).tcpNoDelay(true).build());
    }

    @Override
    public void configureSocket(Socket socket) {
        plain.configureSocket(socket);
        try {
            socket.setSoTimeout(Math.toIntExact(readTimeout().toMillis()));
        } catch (SocketException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return plain.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return plain.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return plain.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return plain.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return plain.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return plain.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return plain.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return plain.tcpNoDelay();
    }
}
