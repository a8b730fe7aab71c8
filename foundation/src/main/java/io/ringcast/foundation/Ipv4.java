package io.ringcast.foundation;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IPv4 addresses in dotted form. Reading one never asks a name server. */
public final class Ipv4 {
    private static final int OCTETS = 4;
    private static final int OCTET_MAX = 255;

    private Ipv4() {}

    /** Reads four numbers from 0 to 255, without leading zeros and with dots between them; empty for anything else. */
    public static Optional<Inet4Address> parse(String text) {
        byte[] octets = new byte[OCTETS];
        int start = 0;
        for (int i = 0; i < OCTETS; i++) {
            int end = i < OCTETS - 1 ? text.indexOf('.', start) : text.length();
            int octet = octet(text, start, end);
            if (octet < 0) {
                return Optional.empty();
            }
            octets[i] = (byte) octet;
            start = end + 1;
        }
        try {
            return Optional.of((Inet4Address) InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }

    private static int octet(String text, int start, int end) {
        int digits = end - start;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int octet = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            octet = octet * 10 + (c - '0');
        }
        return octet <= OCTET_MAX ? octet : -1;
    }
}
