using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Messaging.Inbox;

/// <summary>
/// Asked in the transaction of every word of a partner, before a consumer sees it: false discards the word, which is
/// logged. Registration switches it on by registering one; it holds whatever lock it needs until the transaction ends.
/// </summary>
public sealed record PartnerGate(Func<DbContext, string, Type, CancellationToken, Task<bool>> AdmitsAsync);
