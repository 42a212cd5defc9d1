using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Notification.Members.Import;

namespace Stadtgespraeche.Notification.Members.Uploads;

/// <summary>
/// A members file that an administrator uploaded: held until it is confirmed, for <see cref="Held"/> at most; once it
/// is taken in, only the report is left, which names nobody, for a day.
/// </summary>
[Data(Category.Personal)]
[Processing(
    "Import: eine hochgeladene Mitgliederliste, bis sie übernommen oder verworfen ist",
    Subject = nameof(AdministratorId),
    Erasure = Erasure.Otherwise,
    Kept = "die Datei längstens eine Stunde, das Ergebnis ohne Namen einen Tag",
    SeenBy = "die Verwaltung der Kommune"
)]
public sealed class MemberUpload : IEntityTypeConfiguration<MemberUpload>
{
    public static readonly TimeSpan Held = TimeSpan.FromHours(1);
    public static readonly TimeSpan Told = TimeSpan.FromDays(1);
    public const int MostAttempts = 3;

    /// <summary>Made by the form, so that a file that is sent twice is held once.</summary>
    public Guid Id { get; set; }

    public Guid AdministratorId { get; set; }

    public DateTimeOffset UploadedAt { get; set; }

    public UploadState State { get; set; }

    /// <summary>Where the headings are and which column means what, where a person has chosen it, as JSON.</summary>
    public string? Columns { get; set; }

    public int Total { get; set; }

    public int Done { get; set; }

    public int Attempts { get; set; }

    /// <summary>What came of it, as JSON.</summary>
    public string? Report { get; set; }

    public ColumnWishes? Wanted => Columns is null ? null : JsonSerializer.Deserialize<ColumnWishes>(Columns);

    public ImportReport? Result => Report is null ? null : JsonSerializer.Deserialize<ImportReport>(Report);

    public void Configure(EntityTypeBuilder<MemberUpload> builder)
    {
        builder.ToTable("member_uploads");
        builder.Property(upload => upload.Id).ValueGeneratedNever();
        builder.Property(upload => upload.State).HasConversion<string>();
        builder.Property(upload => upload.Report).HasColumnType("jsonb");
        builder.Property(upload => upload.Columns).HasColumnType("jsonb");
        builder.Ignore(upload => upload.Wanted);
        builder.Ignore(upload => upload.Result);
        builder
            .HasOne<UploadedFile>()
            .WithOne()
            .HasForeignKey<UploadedFile>(file => file.Id)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

public enum UploadState
{
    Uploaded,
    Confirmed,
    Done,
    Failed,
}

/// <summary>The bytes of an upload, apart from it because they are many.</summary>
[Data(Category.Personal)]
[Processing(
    "Import: der Inhalt einer hochgeladenen Mitgliederliste",
    Erasure = Erasure.Otherwise,
    Kept = "bis sie übernommen oder verworfen ist, längstens eine Stunde",
    SeenBy = "die Verwaltung der Kommune"
)]
public sealed class UploadedFile : IEntityTypeConfiguration<UploadedFile>
{
    public Guid Id { get; set; }

    public byte[] Content { get; set; } = [];

    public void Configure(EntityTypeBuilder<UploadedFile> builder)
    {
        builder.ToTable("uploaded_files");
        builder.Property(file => file.Id).ValueGeneratedNever();
    }
}
