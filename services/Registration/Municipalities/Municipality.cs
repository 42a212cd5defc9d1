using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Municipalities;

/// <summary>
/// A municipality as one edition of the official register (Gemeindeverzeichnis, GV100AD) or several in a row know it.
/// When it is renamed, moved or merged, this row ends and another begins, so that earlier statements about it stay
/// true.
/// </summary>
[Data(Category.None)]
public sealed class Municipality : IEntityTypeConfiguration<Municipality>
{
    public required Guid Id { get; init; }

    /// <summary>Amtlicher Gemeindeschlüssel, 8 digits; a text, for it may begin with 0. Changes on mergers.</summary>
    public required string Ags { get; init; }

    public required string Name { get; init; }

    /// <summary>The district (Kreis) or the district-free city itself; tells those of the same name apart.</summary>
    public required string District { get; init; }

    /// <summary>The state, as written: "Rheinland-Pfalz".</summary>
    public required string Land { get; init; }

    /// <summary><see cref="Fold"/> of the name, with a space before each word.</summary>
    public required string Search { get; init; }

    /// <summary>Date of the first edition that had it so.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Date of the first edition that no longer had it so; null: it is so today.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>
    /// As people may type it: "Köln", "koeln" and "KOELN" become one, and everything but letters and digits parts
    /// words.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        // Half a character, or U+FFFE, which is none, cannot be normalized.
        text = string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0xFFFE ? " " : rune.ToString()));
        foreach (var letter in text.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            folded.Append(
                letter switch
                {
                    'ä' => "ae",
                    'ö' => "oe",
                    'ü' => "ue",
                    'ß' => "ss",
                    _ when char.IsLetterOrDigit(letter) => $"{letter}",
                    _ => " ",
                }
            );
        }

        return string.Join(' ', folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Configure(EntityTypeBuilder<Municipality> municipality)
    {
        municipality.ToTable("municipalities");
        municipality.Property(row => row.Id).ValueGeneratedNever();
        municipality.Property(row => row.Ags).HasMaxLength(8);
        municipality.HasIndex(row => row.Ags).IsUnique().HasFilter("until IS NULL");
    }
}
