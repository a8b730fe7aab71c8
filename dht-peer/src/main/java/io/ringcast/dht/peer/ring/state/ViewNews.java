package io.ringcast.dht.peer.ring.state;

/** What the managers tell of a ring: the view as a whole, or what has changed since a view that the node has. */
public sealed interface ViewNews permits DecreedView, DecreedView.Change {}
