/** What a service implements, and what it is told. Nothing here depends on anything else of the module. */
@NullMarked
package io.ringcast.replication.api;

import org.jspecify.annotations.NullMarked;
