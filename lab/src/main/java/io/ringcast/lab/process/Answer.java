package io.ringcast.lab.process;

import tools.jackson.databind.JsonNode;

/**
 * What a process answered over HTTP.
 *
 * @param status of HTTP; 0 if no answer came
 * @param body its JSON; missing if there is none
 */
public record Answer(int status, JsonNode body) {
    /** Whether it did what it was asked. */
    public boolean isGood() {
        return status >= 200 && status < 300;
    }
}
