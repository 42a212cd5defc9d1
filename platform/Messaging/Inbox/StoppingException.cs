namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>The process stops while a message waits: it goes back to its queue, whole.</summary>
internal sealed class StoppingException() : Exception("The process stops; the message goes back to its queue.");
