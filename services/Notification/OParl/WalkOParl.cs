using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Reads a council information system page by page. Each page is kept in one transaction with what follows from it, so
/// that a process that is killed, or a server that gives up, costs one page. Stops with a reason where it cannot go on;
/// ends as Ready.
/// </summary>
public sealed class WalkOParl(
    OParlHttp http,
    IOptions<OParlSettings> options,
    IOptions<Partner> partner,
    TimeProvider time
)
{
    /// <summary>
    /// A list that gives nothing new for so many pages is taken to be over, for some servers name a next page for ever.
    /// </summary>
    private const int MostBarren = 5;

    /// <summary>
    /// <paramref name="progress"/> hears of every page. Two processes must not run one walk at once: <see
    /// cref="OParlLock"/>.
    /// </summary>
    public async Task RunAsync(
        NotificationDbContext db,
        Guid id,
        Action<OParlWalk> progress,
        CancellationToken cancellationToken
    )
    {
        var walk = await db.OParlWalks.SingleAsync(walk => walk.Id == id, cancellationToken);
        var contents = await OParlWalkStore.ContentsAsync(db, id, cancellationToken);
        var seen = new HashSet<string>();
        var scope = ScopeOf(walk, contents);
        try
        {
            while (walk.State == OParlWalkState.Walking)
            {
                var page = await db
                    .OParlPages.Where(page => page.WalkId == id && !page.Read)
                    .OrderBy(page => page.List)
                    .ThenBy(page => page.Id)
                    .FirstOrDefaultAsync(cancellationToken);
                if (page is null)
                {
                    await PlanAsync(db, walk, contents, cancellationToken);
                    scope = ScopeOf(walk, contents);
                    continue;
                }

                var reading = await ReadAsync(walk, page, scope, cancellationToken);
                contents.Add(reading.Content);
                scope.Learn(reading.Content);
                var fresh = reading.Entries.Count(seen.Add);
                page.Barren = fresh == 0 && page.List > OParlList.Start ? page.Barren + 1 : 0;
                await KeepAsync(db, walk, page, reading, cancellationToken);
                progress(walk);
                db.Entry(page).State = EntityState.Detached;
            }
        }
        catch (OParlFault fault)
        {
            db.ChangeTracker.Clear();
            db.Update(walk);
            (walk.State, walk.Fault) = (OParlWalkState.Stopped, fault.Message);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<OParlReading> ReadAsync(
        OParlWalk walk,
        OParlPage page,
        OParlScope scope,
        CancellationToken cancellationToken
    )
    {
        if (walk.Pages >= options.Value.MostPages || walk.Objects >= options.Value.MostObjects)
        {
            throw new OParlFault(
                $"Der Server hat nach {walk.Pages} Seiten noch kein Ende genannt; mehr wird nicht gelesen."
            );
        }

        var link = new OParlLink(page.List, page.Address, page.Single);
        var at = new Uri(page.Address);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskAsync(link, at, scope, cancellationToken);
            }
            catch (OParlFault fault) when (fault.Passing && attempt < options.Value.Tries)
            {
                await Task.Delay(
                    fault.Wait ?? options.Value.RetryAfter * (1 << Math.Min(attempt - 1, 10)),
                    time,
                    cancellationToken
                );
            }
            catch (OParlFault fault) when (IsBearable(page, fault))
            {
                walk.Incomplete |= MayHidePeople(page);
                walk.Note(
                    page.Single
                        ? "Manche Verweise des Servers führen ins Leere."
                        : $"{NameOf(page.List)}: Eine Seite gibt es nicht; die Liste wurde als zu Ende genommen."
                );
                return new(new(), [], [], null);
            }
            catch (OParlFault fault) when (page.List > OParlList.Start)
            {
                throw new OParlFault($"{NameOf(page.List)}: {fault.Message}");
            }
        }
    }

    private async Task<OParlReading> AskAsync(
        OParlLink link,
        Uri at,
        OParlScope scope,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var document = await http.GetAsync(at, cancellationToken);
            if (OParlNextPage.LeadsElsewhere(at, document.RootElement))
            {
                throw new OParlFault(
                    "Eine Liste führt auf einem anderen Rechner weiter oder unter einer viel zu langen Adresse. Dem wird nicht gefolgt."
                );
            }

            return ReadOParl.Page(link, at, document.RootElement, scope);
        }
        catch (Exception e)
            when (e
                    is (ArgumentException or InvalidOperationException or FormatException)
                        and not ObjectDisposedException
            )
        {
            // Whatever else a server may think of: its oddity must not stop this service.
            throw new OParlFault("Die Antwort des Servers enthält Unlesbares.");
        }
    }

    // A council may name its memberships; a single organization is at most a faction.
    private static bool MayHidePeople(OParlPage page) =>
        page.List >= OParlList.Memberships || (page.List == OParlList.Organizations && !page.Single);

    // Nobody's mandate hangs on terms, and a server may answer 404 for what is merely empty.
    private static bool IsBearable(OParlPage page, OParlFault fault) =>
        page.List != OParlList.Start
        && (fault.Missing || page.List == OParlList.Terms || (page.Single && !fault.Unreachable));

    private async Task KeepAsync(
        NotificationDbContext db,
        OParlWalk walk,
        OParlPage page,
        OParlReading reading,
        CancellationToken cancellationToken
    )
    {
        (page.Read, page.Content) = (true, OParlWalkStore.Json(reading.Content));
        walk.Pages++;
        walk.Objects += reading.Entries.Count;
        walk.Persons += reading.Content.Persons.Count;
        walk.Incomplete |= (reading.Content.Unusable > 0 || reading.Content.EndsEarly) && MayHidePeople(page);
        if (reading.Content.EndsEarly)
        {
            walk.Note($"{NameOf(page.List)}: Der Server nennt mehr Einträge, als er gibt.");
        }

        if (reading.Content.Unusable > 0)
        {
            walk.Note(
                $"{NameOf(page.List)}: Manche Einträge sind unbrauchbar (ohne Kennung, von anderer Art oder gar kein Objekt)."
            );
        }

        if (reading.Content.BadDates > 0)
        {
            walk.Note("Manche Tage sind kein Datum; sie wurden weggelassen.");
        }

        if (reading.Next is not null && page.Barren >= MostBarren)
        {
            walk.Note(
                $"{NameOf(page.List)}: Der Server nennt immer weitere Seiten, die nichts Neues enthalten; dort wurde aufgehört."
            );
        }
        else if (reading.Next is { } next)
        {
            await AddAsync(db, walk, [next], page.Barren, cancellationToken);
        }

        await AddAsync(db, walk, reading.More, 0, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Every list so far is read: decides what to read next, or that this is all.</summary>
    private async Task PlanAsync(
        NotificationDbContext db,
        OParlWalk walk,
        IReadOnlyList<OParlContent> contents,
        CancellationToken cancellationToken
    )
    {
        var before = db.ChangeTracker.Entries<OParlPage>().Count();
        var today = time.Today();
        var bodies = contents.SelectMany(content => content.Bodies).DistinctBy(body => body.Id).ToList();
        var body = walk.Body is null
            ? ChooseCouncil.Body(bodies, walk.WantedBody, partner.Value.Name)
            : bodies.First(body => body.Id == walk.Body);
        if (walk.Body is null)
        {
            (walk.Body, walk.BodyName) = (body.Id, body.Name ?? body.ShortName);
            await AddAsync(
                db,
                walk,
                body.Links.Where(link => link.List is OParlList.Organizations or OParlList.Terms),
                0,
                cancellationToken
            );
        }
        else if (walk.Council is null)
        {
            var council = ChooseCouncil.Council(
                [.. contents.SelectMany(content => content.Organizations).DistinctBy(organization => organization.Id)],
                walk.WantedCouncil,
                today
            );
            (walk.Council, walk.CouncilName) = (council.Id, council.Name);
            await AddAsync(
                db,
                walk,
                body.Links.Where(link => link.List is OParlList.Memberships or OParlList.Persons),
                0,
                cancellationToken
            );
        }
        else
        {
            await AddAsync(db, walk, OParlReferences.Open(walk, contents, today), 0, cancellationToken);
            if (db.ChangeTracker.Entries<OParlPage>().Count() == before)
            {
                walk.State = OParlWalkState.Ready;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task AddAsync(
        NotificationDbContext db,
        OParlWalk walk,
        IEnumerable<OParlLink> links,
        int barren,
        CancellationToken cancellationToken
    )
    {
        var wanted = links.DistinctBy(link => (link.List, link.Address)).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var addresses = wanted.Select(link => link.Address).ToList();
        var there = (
            await db
                .OParlPages.Where(page => page.WalkId == walk.Id && addresses.Contains(page.Address))
                .Select(page => new { page.List, page.Address })
                .ToListAsync(cancellationToken)
        )
            .Select(page => (page.List, page.Address))
            .ToHashSet();
        db.AddRange(
            wanted
                .Where(link => !there.Contains((link.List, link.Address)))
                .Select(link => new OParlPage
                {
                    WalkId = walk.Id,
                    List = link.List,
                    Address = link.Address,
                    Single = link.Single,
                    Barren = barren,
                })
        );
    }

    private static OParlScope ScopeOf(OParlWalk walk, IEnumerable<OParlContent> contents)
    {
        var scope = new OParlScope(walk.Council);
        foreach (var content in contents)
        {
            scope.Learn(content);
        }

        return scope;
    }

    private static string NameOf(OParlList list) =>
        list switch
        {
            OParlList.Start => "Start",
            OParlList.Bodies => "Kommunen",
            OParlList.Organizations => "Gremien",
            OParlList.Terms => "Wahlperioden",
            OParlList.Memberships => "Mitgliedschaften",
            _ => "Personen",
        };
}
