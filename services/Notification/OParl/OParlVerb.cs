using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Npgsql;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members.Import;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// The verb <c>import oparl ADDRESS [--body AGS|NAME] [--organization ID|NAME] [--dry-run] [--json]</c>. Exit code 0:
/// everybody in the council was taken; 1: some were left out; 2: nothing could be done. Tells on the error output how
/// far it is; called again after a stop it goes on where it was.
/// </summary>
internal static class OParlVerb
{
    private const string Usage =
        "So geht es: import oparl ADRESSE [--body AGS|NAME] [--organization KENNUNG|NAME] [--dry-run] [--json]";
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The process's exit code when the arguments begin with <c>import oparl</c>; else null.</summary>
    public static async Task<int?> ImportOParlWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["import", "oparl", .. var rest])
        {
            return null;
        }

        if (Read(rest) is not { } call)
        {
            return Refuse(Usage);
        }

        var (services, cancellationToken) = (app.Services, CancellationToken.None);
        var (address, fault) = OParlAddress.Of(
            call.Address,
            services.GetRequiredService<IOptions<OParlSettings>>().Value.AllowHttp
        );
        if (address is null)
        {
            return Refuse(fault!);
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        if (!call.DryRun && !await ImportVerb.FactsAreHereAsync(db))
        {
            return Refuse(
                $"{AwaitedFacts.Title}. Bitte starten Sie den Dienst und wiederholen Sie den Import etwas später."
            );
        }

        await using var mine = await OParlLock.TryTakeAsync(
            services.GetRequiredService<NpgsqlDataSource>(),
            OParlWalk.Command,
            cancellationToken
        );
        if (mine is null)
        {
            return Refuse(
                "Ein anderer Aufruf liest gerade ein Ratsinformationssystem. Bitte warten Sie, bis er fertig ist."
            );
        }

        var time = services.GetRequiredService<TimeProvider>();
        var walk = await OParlWalkStore.BeginAsync(
            db,
            OParlWalk.Command,
            address,
            call.Body,
            call.Organization,
            time.GetUtcNow(),
            cancellationToken
        );
        if (walk.Pages > 0)
        {
            Console.Error.WriteLine($"Es geht weiter, wo der letzte Aufruf war: {Told(walk)}.");
        }

        var last = 0L;
        await services
            .GetRequiredService<WalkOParl>()
            .RunAsync(
                db,
                walk.Id,
                walked =>
                {
                    if (last != 0 && time.GetElapsedTime(last) < Between)
                    {
                        return;
                    }

                    last = time.GetTimestamp();
                    Console.Error.WriteLine($"{Told(walked)} …");
                },
                cancellationToken
            );
        if (walk.State == OParlWalkState.Stopped)
        {
            return Refuse(
                $"{walk.Fault}\nNichts wurde übernommen. Der nächste Aufruf geht dort weiter ({Told(walk)})."
            );
        }

        Console.Error.WriteLine($"Fertig gelesen: {Told(walk)}.");
        return await TakeAsync(services, db, walk.Id, call, time, cancellationToken);
    }

    private static async Task<int> TakeAsync(
        IServiceProvider services,
        NotificationDbContext db,
        Guid walk,
        Call call,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var report = await TakeCouncil.HandleAsync(
                db,
                services.GetRequiredService<Tombstones>(),
                services.GetRequiredService<IOptions<Partner>>().Value.Key,
                walk,
                call.DryRun,
                time.Today(),
                null,
                cancellationToken
            );
            // What was only tried is read anew the next time.
            if (call.DryRun)
            {
                await OParlWalkStore.ForgetAsync(db, walk, cancellationToken);
            }

            Console.Write(call.Json ? JsonSerializer.Serialize(report, Json) + "\n" : report.InGerman());
            return report.Faults == 0 ? 0 : 1;
        }
        catch (OParlFault fault)
        {
            await OParlWalkStore.ForgetAsync(db, walk, cancellationToken);
            return Refuse(fault.Message);
        }
    }

    private static string Told(OParlWalk walk) => $"{walk.Pages} Seiten, {walk.Persons} Personen gelesen";

    private sealed record Call(string Address, string? Body, string? Organization, bool DryRun, bool Json);

    /// <summary>Null for anything that is not understood, for a mistyped dry run must not import.</summary>
    private static Call? Read(string[] args)
    {
        var call = new Call("", null, null, false, false);
        for (var i = 0; i < args.Length; i++)
        {
            var value =
                i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[i + 1] : null;
            switch (args[i])
            {
                case "--dry-run":
                    call = call with { DryRun = true };
                    break;
                case "--json":
                    call = call with { Json = true };
                    break;
                case "--body" when value is not null && call.Body is null:
                    (call, i) = (call with { Body = value }, i + 1);
                    break;
                case "--organization" when value is not null && call.Organization is null:
                    (call, i) = (call with { Organization = value }, i + 1);
                    break;
                case var address when call.Address.Length == 0 && !address.StartsWith("--", StringComparison.Ordinal):
                    call = call with { Address = address };
                    break;
                default:
                    return null;
            }
        }

        return call.Address.Length == 0 ? null : call;
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 2;
    }
}
