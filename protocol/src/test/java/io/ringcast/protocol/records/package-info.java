@NullMarked
package io.ringcast.protocol.records;

import org.jspecify.annotations.NullMarked;
