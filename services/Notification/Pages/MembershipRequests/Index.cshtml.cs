using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Pages.MembershipRequests;

/// <summary>The requests to be enrolled that wait for an answer, the oldest first.</summary>
public sealed class IndexModel(NotificationDbContext db, Tombstones tombstones) : AdministratorPage
{
    public IReadOnlyList<OpenRequest> Open { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Open = await OpenRequests.ListAsync(db, tombstones, cancellationToken);
}
