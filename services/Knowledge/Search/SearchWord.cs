using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// One word of the published texts, folded, with its stem: the vocabulary for splitting compounds and for typing
/// errors.
/// </summary>
[Data(Category.None)]
public sealed class SearchWord : IEntityTypeConfiguration<SearchWord>
{
    public string Word { get; init; } = "";

    public string Stem { get; init; } = "";

    public void Configure(EntityTypeBuilder<SearchWord> word)
    {
        word.ToTable("search_words");
        word.HasKey(w => w.Word);
        word.Property(w => w.Word).HasMaxLength(GermanWords.Longest);
        word.Property(w => w.Stem).HasMaxLength(GermanWords.Longest);
        word.HasIndex(w => w.Stem);
        word.HasIndex(w => w.Word, "ix_search_words_trigrams").HasMethod("gin").HasOperators("gin_trgm_ops");
    }
}
