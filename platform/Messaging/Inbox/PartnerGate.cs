using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Asked in the transaction of every message from a partner, before a consumer sees it: false discards the message and
/// logs it. Registration switches it on by registering one; it holds whatever lock it needs until the transaction ends.
/// </summary>
public sealed record PartnerGate(Func<DbContext, string, Type, CancellationToken, Task<bool>> AdmitsAsync);
