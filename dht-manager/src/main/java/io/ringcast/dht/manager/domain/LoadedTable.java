package io.ringcast.dht.manager.domain;

import io.ringcast.protocol.records.TableShape;

/**
 * What the leader has loaded, where that is not as in the handout.
 *
 * @param shape where records lie
 * @param records how many there are
 */
public record LoadedTable(TableShape shape, long records) {}
