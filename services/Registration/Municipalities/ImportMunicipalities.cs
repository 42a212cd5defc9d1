using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Municipalities;

/// <summary>
/// The verb <c>import-municipalities FILE</c> takes an edition of the official register as the present state: all of it
/// or nothing. The same edition again changes nothing; an older one is refused, and so is one that would end more than
/// a tenth of all. Exit code 2: not taken. With <c>--if-none</c> at the end, an existing register is left alone,
/// whatever the file says.
/// </summary>
internal static class ImportMunicipalities
{
    private const int LargestFile = 50 * 1024 * 1024;

    public sealed record Report(int Added, int Changed, int Ended, int Unchanged);

    /// <summary>
    /// Imports and returns true when the first argument is <c>import-municipalities</c>; else does nothing.
    /// </summary>
    public static async Task<bool> ImportMunicipalitiesWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["import-municipalities", ..])
        {
            return false;
        }

        var onlyIfNone = args is [.., "--if-none"];
        if (
            (onlyIfNone ? args[..^1] : args) is not [_, var path]
            || !File.Exists(path)
            || new FileInfo(path).Length > LargestFile
        )
        {
            return await Refuse("Bitte nennen Sie eine Datei im Format GV100AD bis 50 MB: import-municipalities DATEI");
        }

        await using var scope = app.Services.CreateAsyncScope();
        if (
            onlyIfNone
            && await scope.ServiceProvider.GetRequiredService<RegistrationDbContext>().Municipalities.AnyAsync()
        )
        {
            Console.WriteLine("Ein Gemeindeverzeichnis liegt schon vor; es bleibt, wie es ist.");
            return true;
        }

        var begun = Stopwatch.GetTimestamp();
        var register = MunicipalRegister.Read(await File.ReadAllBytesAsync(path));
        if (register.Faults.Count > 0)
        {
            return await Refuse(string.Join('\n', [.. register.Faults, "Nichts wurde übernommen."]));
        }

        Console.WriteLine(
            $"{register.Entries.Count} Gemeinden gelesen, Gebietsstand {register.Day:dd.MM.yyyy}. Wird abgeglichen …"
        );

        var (report, refused) = await HandleAsync(
            scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(),
            register,
            scope.ServiceProvider.GetRequiredService<TimeProvider>(),
            CancellationToken.None
        );
        if (report is null)
        {
            return await Refuse($"{refused} Nichts wurde übernommen.");
        }

        Console.WriteLine(
            $"Neu: {report.Added}, geändert: {report.Changed}, aufgelöst: {report.Ended}, unverändert: {report.Unchanged}. "
                + $"Dauer: {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s."
        );
        return true;
    }

    /// <summary>What changed, or why nothing did.</summary>
    public static async Task<(Report? Taken, string? Refused)> HandleAsync(
        RegistrationDbContext db,
        MunicipalRegister register,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // When two imports run at once, the second compares with what the first left.
        await db.Database.ExecuteSqlAsync($"lock table municipalities in share row exclusive mode", cancellationToken);
        var before = await db.Municipalities.CountAsync(row => row.Until == null, cancellationToken);
        var newest = await db.Municipalities.MaxAsync(
            row => row.Until > row.Since ? row.Until : (DateOnly?)row.Since,
            cancellationToken
        );
        if (register.Day < newest)
        {
            return (null, $"Es liegt schon der Gebietsstand {newest:dd.MM.yyyy} vor; diese Datei ist älter.");
        }

        await StageAsync((NpgsqlConnection)db.Database.GetDbConnection(), register, time, cancellationToken);
        var dissolved = await db.Municipalities.CountAsync(
            row => row.Until == null && !register.Entries.Select(entry => entry.Ags).Contains(row.Ags),
            cancellationToken
        );
        if (dissolved * 10 > before)
        {
            return (null, $"{dissolved} von {before} Gemeinden fehlen in der Datei; sie ist vermutlich unvollständig.");
        }

        var ended = await db.Database.ExecuteSqlAsync(
            $"""
            update municipalities set until = {register.Day}
            where until is null and not exists (
                select from edition where (edition.ags, edition.name, edition.district, edition.land)
                    = (municipalities.ags, municipalities.name, municipalities.district, municipalities.land))
            """,
            cancellationToken
        );
        var begun = await db.Database.ExecuteSqlAsync(
            $"""
            insert into municipalities (id, ags, name, district, land, search, since)
            select id, ags, name, district, land, search, {register.Day} from edition
            where not exists (select from municipalities where municipalities.ags = edition.ags and until is null)
            """,
            cancellationToken
        );
        var report = new Report(begun - (ended - dissolved), ended - dissolved, dissolved, before - ended);
        if (ended + begun > 0)
        {
            db.Add(
                AuditEntry.ByCommand(
                    nameof(ImportMunicipalities),
                    "register",
                    $"{register.Day:yyyy-MM-dd}",
                    time.GetUtcNow()
                )
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (report, null);
    }

    private static async Task StageAsync(
        NpgsqlConnection connection,
        MunicipalRegister register,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using (
            var create = new NpgsqlCommand(
                "create TEMPORARY table edition (id uuid, ags text, name text, district text, land text, "
                    + "search text) on commit drop",
                connection
            )
        )
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var copy = await connection.BeginBinaryImportAsync(
            "copy edition from stdin (FORMAT BINARY)",
            cancellationToken
        );
        foreach (var entry in register.Entries)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(Guid.CreateVersion7(time.GetUtcNow()), NpgsqlDbType.Uuid, cancellationToken);
            foreach (
                var text in (string[])
                    [entry.Ags, entry.Name, entry.District, entry.Land, $" {Municipality.Fold(entry.Name)}"]
            )
            {
                await copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task<bool> Refuse(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        Environment.ExitCode = 2;
        return true;
    }
}
