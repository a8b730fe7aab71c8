package io.ringcast.protocol.guard;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which addresses are answered.
 *
 * @param replyNetworks {@code ringcast.reply-networks}: networks, such as {@code 10.1.0.0/16}, whose addresses are answered
 *     besides those of the interface's own network
 */
@ConfigurationProperties("ringcast")
public record ReplyProperties(@DefaultValue List<String> replyNetworks) {
    /** Keeps a copy. */
    public ReplyProperties {
        replyNetworks = List.copyOf(replyNetworks);
    }
}
