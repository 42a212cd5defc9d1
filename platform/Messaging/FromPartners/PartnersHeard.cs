using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Messaging.FromPartners;

/// <summary>
/// The keys of the partners whose words are fetched, asked every second. Registration registers one; without it nothing is
/// fetched.
/// </summary>
public sealed record PartnersHeard(Func<DbContext, CancellationToken, Task<IReadOnlyList<string>>> ListAsync);
