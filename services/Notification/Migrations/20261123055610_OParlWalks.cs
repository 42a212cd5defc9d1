using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Stadtgespraeche.Notification.Migrations
{
    /// <inheritdoc />
    public partial class OParlWalks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "oparl_walks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    wanted_body = table.Column<string>(type: "text", nullable: true),
                    wanted_council = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    body_name = table.Column<string>(type: "text", nullable: true),
                    council = table.Column<string>(type: "text", nullable: true),
                    council_name = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    pages = table.Column<int>(type: "integer", nullable: false),
                    objects = table.Column<int>(type: "integer", nullable: false),
                    persons = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "text", nullable: true),
                    notes = table.Column<List<string>>(type: "text[]", nullable: false),
                    incomplete = table.Column<bool>(type: "boolean", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oparl_walks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "oparl_pages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    walk_id = table.Column<Guid>(type: "uuid", nullable: false),
                    list = table.Column<int>(type: "integer", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    single = table.Column<bool>(type: "boolean", nullable: false),
                    read = table.Column<bool>(type: "boolean", nullable: false),
                    barren = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oparl_pages", x => x.id);
                    table.ForeignKey(
                        name: "fk_oparl_pages_oparl_walks_walk_id",
                        column: x => x.walk_id,
                        principalTable: "oparl_walks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_oparl_pages_walk_id_list_address",
                table: "oparl_pages",
                columns: new[] { "walk_id", "list", "address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_oparl_walks_origin",
                table: "oparl_walks",
                column: "origin",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "oparl_pages");

            migrationBuilder.DropTable(
                name: "oparl_walks");
        }
    }
}
