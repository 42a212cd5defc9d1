using Stadtgespraeche.Notification.Corrections;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.MembershipRequests;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Pages.MembershipRequests;

/// <summary>
/// What waits for an answer of the city, the oldest first: requests to be enrolled, and what members want corrected.
/// </summary>
public sealed class IndexModel(NotificationDbContext db, Tombstones tombstones, AddressKeys keys) : AdministratorPage
{
    public IReadOnlyList<OpenRequest> Open { get; private set; } = [];

    public IReadOnlyList<OpenCorrection> Corrections { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Open = await OpenRequests.ListAsync(db, tombstones, cancellationToken);
        Corrections = await OpenCorrections.ListAsync(db, keys, cancellationToken);
    }
}
